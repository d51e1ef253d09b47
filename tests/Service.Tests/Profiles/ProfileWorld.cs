using Scim.Protocol.Deviations;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Profiles;

/// <summary>An environment with a token of each profile.</summary>
public sealed class ProfileWorld : IAsyncLifetime
{
    private readonly ServiceUnderTest _service = new();
    private readonly Dictionary<string, Caller> _callers = [];
    private TestEnvironment? _environment;

    internal Caller Generic => Caller("generic");

    internal Caller Caller(string idp) => _callers[idp];

    /// <summary>A caller whose token has one deviation switched.</summary>
    internal async Task<Caller> Caller(string idp, Deviation deviation, bool forgiven)
    {
        var name = $"{idp} {deviation.Name} {forgiven}";
        if (!_callers.TryGetValue(name, out var caller))
        {
            caller = _callers[name] = await NewCaller(idp, new Dictionary<string, bool> { [deviation.Name] = forgiven });
        }

        return caller;
    }

    /// <summary>A user with one role, a group with another user as its member, and a userName that nobody has.</summary>
    internal async Task<ProfileTarget> NewTarget()
    {
        var roles = new[] { new { value = "first", primary = true } };
        var user = await Generic.Create("/Users", new { userName = Names.Fresh("u"), displayName = "Before", roles });
        var member = await Generic.Create("/Users", new { userName = Names.Fresh("m") });
        var group = await Generic.Create("/Groups", new { displayName = Names.Fresh("g"), members = new[] { new { value = member } } });
        return new ProfileTarget(user, group, member, Names.Fresh("new"));
    }

    /// <summary>All that a request on a target could have changed.</summary>
    internal async Task<string> State(ProfileTarget target) => string.Join(
        '\n', (await Generic.Get($"/Users/{target.User}")).Text, (await Generic.Get($"/Users/{target.Member}")).Text, (await Generic.Get($"/Groups/{target.Group}")).Text,
        (await Generic.Get($"/Users?filter=userName+eq+\"{target.Name}\"")).Text);

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _environment = await _service.Administrator.CreateProjectWithEnvironment();
        foreach (var (idp, _) in IdpProfiles.BuiltIn)
        {
            _callers[idp] = await NewCaller(idp, null);
        }
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    private async Task<Caller> NewCaller(string idp, IReadOnlyDictionary<string, bool>? deviations)
    {
        var token = await _service.Administrator.CreateToken(_environment!, idp: idp, deviations: deviations);
        return new Caller(_service.Service.Http, _environment!.TenantBase(TestEnvironment.Acme), token.Secret);
    }
}
