namespace Scim.Api.Administration;

/// <summary>Events in order.</summary>
/// <param name="Items">Above the position asked for.</param>
/// <param name="Next">What to ask for next (<c>after</c>): the last position here, or the one asked for when there is nothing new.</param>
internal sealed record EventsResponse(IReadOnlyList<EventResponse> Items, long Next);
