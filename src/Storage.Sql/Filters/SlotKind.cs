namespace Scim.Storage.Sql.Filters;

/// <summary>What a slot's expression holds.</summary>
internal enum SlotKind
{
    Text,

    /// <summary>An id as the database keeps it.</summary>
    Id,

    /// <summary>Ticks.</summary>
    Instant,
    Flag,

    /// <summary>A number as JSON.</summary>
    Number,

    /// <summary>A complex value as JSON: only a presence test reads it.</summary>
    Complex,

    /// <summary>The values of a multi-valued sub-attribute as JSON.</summary>
    List,
}
