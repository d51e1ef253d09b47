namespace Scim.Grains.Environments;

/// <summary>What the first start made, to be shown once.</summary>
public sealed record FirstStartSecrets(string AdministratorKey, string Token)
{
    /// <summary>Without the secrets, so that a log line cannot leak them.</summary>
    public override string ToString() => nameof(FirstStartSecrets);
}
