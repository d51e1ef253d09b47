namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>A user's row: the number of the environment, then the user's own in it. So the table itself is the list of each environment's users in their order.</summary>
internal static class UserRows
{
    /// <summary>How many bits a user's number has.</summary>
    public const int NumberBits = 40;

    /// <summary>The most that a user's number can be.</summary>
    public const long LastNumber = (1L << NumberBits) - 1;

    public static long Of(long environment, long number) => (environment << NumberBits) | number;

    public static long NumberOf(long row) => row & LastNumber;
}
