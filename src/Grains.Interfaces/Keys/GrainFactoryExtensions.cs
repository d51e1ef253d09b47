using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Memberships;
using Scim.Grains.Interfaces.Queries;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Interfaces.Keys;

/// <summary>The only way to a grain: by a typed key.</summary>
public static class GrainFactoryExtensions
{
    public static IUserGrain User(this IGrainFactory grains, UserKey key) => GrainIdentity<IUserGrain>.Get(grains, key.ToGrainKey());

    public static IRoleGrain Role(this IGrainFactory grains, RoleKey key) => GrainIdentity<IRoleGrain>.Get(grains, key.ToGrainKey());

    public static IGroupGrain Group(this IGrainFactory grains, GroupKey key) => GrainIdentity<IGroupGrain>.Get(grains, key.ToGrainKey());

    public static IMembershipGrain Membership(this IGrainFactory grains, MembershipKey key) => GrainIdentity<IMembershipGrain>.Get(grains, key.ToGrainKey());

    public static IEnvironmentGrain Environment(this IGrainFactory grains, EnvironmentKey key) => GrainIdentity<IEnvironmentGrain>.Get(grains, key.ToGrainKey());

    public static IUserDirectoryGrain UserDirectory(this IGrainFactory grains) => WorkerIdentity<IUserDirectoryGrain>.Get(grains);

    public static IGroupDirectoryGrain GroupDirectory(this IGrainFactory grains) => WorkerIdentity<IGroupDirectoryGrain>.Get(grains);

    public static IResourceDirectoryGrain ResourceDirectory(this IGrainFactory grains) => WorkerIdentity<IResourceDirectoryGrain>.Get(grains);

    public static IProjectDirectoryGrain ProjectDirectory(this IGrainFactory grains) => WorkerIdentity<IProjectDirectoryGrain>.Get(grains);

    public static IExtensionSchemaGrain ExtensionSchemas(this IGrainFactory grains) => WorkerIdentity<IExtensionSchemaGrain>.Get(grains);

    public static IAccessGrain Access(this IGrainFactory grains) => WorkerIdentity<IAccessGrain>.Get(grains);
}
