using System.Text.Json.Serialization;

namespace Scim.Api.Administration;

/// <summary>How long the old token works on: seconds as a number, or an ISO 8601 duration such as <c>PT1H</c>. Absent: not at all.</summary>
internal sealed record RotateRequest([property: JsonConverter(typeof(DurationConverter))] TimeSpan Overlap);
