using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A call that cannot end before a person has answered in another run.</summary>
internal sealed record WaitElsewhere(CallRequest Call, IReadOnlyList<PersonRequest> Requests);
