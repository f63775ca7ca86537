namespace Switchyard.AgentHost.Members;

/// <summary>How the agents of one run are called.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Store">Where called runs are noted.</param>
/// <param name="Time">The clock of their time limits.</param>
/// <param name="OnBroken">Who is told that this host cannot go on with a called run, and stops the work on the whole.</param>
internal sealed record MemberCalls(string RunId, MemberRunStore Store, TimeProvider Time, Action<Exception> OnBroken);
