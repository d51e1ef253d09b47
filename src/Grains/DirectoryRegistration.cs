using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scim.Grains.Access;
using Scim.Grains.Coherence;
using Scim.Grains.Environments;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Queries;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Telemetry;
using Scim.Grains.Users;

namespace Scim.Grains;

/// <summary>Registers the directory's grains with a silo.</summary>
public static class DirectoryRegistration
{
    /// <summary>
    /// Adds everything but the store: the host registers <see cref="IDirectoryStore"/> (built with the <see cref="ICommitObserver"/> from here) and,
    /// unless it is the only node, <see cref="INodeLeases"/>.
    /// </summary>
    public static ISiloBuilder AddDirectory(this ISiloBuilder silo, CoherenceOptions options)
    {
        silo.Services.AddDirectoryServices(options);
        if (options.SingleNode)
        {
            silo.Services.AddSingleton<IUserModification>(s => s.GetRequiredService<UserModification>());
        }
        else
        {
            silo.Services
                .AddSingleton(s => new NodeRoster(
                    s.GetRequiredService<INodeLeases>(), s.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString(),
                    s.GetRequiredService<TimeProvider>(), options))
                .AddSingleton<IPeers, Peers>()
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LeaseKeeper>();
            silo.AddGrainService<CopyListener>();
        }

        return silo;
    }

    private static void AddDirectoryServices(this IServiceCollection services, CoherenceOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, TimeOrderedIds>();
        services.TryAddSingleton(new TokenLifetime(TokenLifetime.DefaultDays));
        services
            .AddSingleton(options)
            .AddSingleton<OwnLease>()
            .AddSingleton<CopyMetrics>()
            .AddSingleton<CommittedCopies>()
            .AddSingleton<ICommitObserver, CommitAnnouncer>()
            .AddSingleton<DirectoryCommits>()
            .AddSingleton<WriteLoop>()
            .AddSingleton<GroupReads>()
            .AddSingleton<GroupAnswers>()
            .AddSingleton<GroupRefusals>()
            .AddSingleton<MemberResolver>()
            .AddSingleton<EnvironmentSchemas>()
            .AddSingleton<ICommittedSchemas>(s => s.GetRequiredService<EnvironmentSchemas>())
            .AddSingleton<UserReads>()
            .AddSingleton<UserNameHints>()
            .AddSingleton<UserQueries>()
            .AddSingleton<ICommittedUsers, CommittedUsers>()
            .AddSingleton<IUserCreation, UserCreation>()
            .AddSingleton<UserTurns>()
            .AddSingleton<UserModification>()
            .AddSingleton<GroupQueries>()
            .AddSingleton<ResourceQueries>()
            .AddSingleton<CursorSeal>()
            .AddSingleton<CursorPages>()
            .AddSingleton<TokenIndex>()
            .AddSingleton<TokenUse>()
            .AddSingleton<TokenIssue>()
            .AddSingleton<FirstStart>();
    }
}
