using System.Runtime.Versioning;

// Containers and their users are Linux's.
[assembly: SupportedOSPlatform("linux")]
