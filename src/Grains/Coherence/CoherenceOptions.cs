namespace Scim.Grains.Coherence;

/// <summary>How a node keeps committed copies, and how long it may answer from them unheard.</summary>
public sealed class CoherenceOptions
{
    /// <summary>One node owns the database alone: no lease is needed and every announcement is a local call.</summary>
    public bool SingleNode { get; set; } = true;

    /// <summary>The most that copies may take, in bytes (estimated). A user and its membership take about 2 kB, so the default holds a hundred thousand of them.</summary>
    public long CopyBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>For how long a renewed lease lets a node answer from its copies; a writer waits this long for a node that it cannot reach.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the lease is renewed and the other nodes' leases are read.</summary>
    internal TimeSpan Beat => LeaseDuration / 4;

    /// <summary>How old the list of the other nodes' leases may be when a commit is announced.</summary>
    internal TimeSpan RosterAge => LeaseDuration / 2;

    /// <summary>How long a node holds its first lease, or one after a lapse, before it keeps copies: until every writer's list must show it.</summary>
    internal TimeSpan WarmUp => RosterAge * 1.5;

    /// <summary>How long a lease must be seen standing still to have run out: its duration, and a tenth for clocks of different pace.</summary>
    internal static TimeSpan RunOut(TimeSpan duration) => duration * 1.1;
}
