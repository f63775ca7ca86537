namespace Switchyard.Agents.Hooks.BuiltIn.Auditing;

/// <summary>Who did what, without what it said.</summary>
/// <param name="At">When.</param>
/// <param name="Point">What happened.</param>
/// <param name="RunId">The run.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="User">On whose behalf it worked.</param>
/// <param name="Subject">The tool, agent, memory or limit it was about; empty where there is none.</param>
/// <param name="Outcome"><c>ok</c>, <c>failed</c>, <c>cancelled</c>, or what was answered of the given choices, with <c>(expired)</c> where no person did; empty where nothing has come of it yet.</param>
/// <param name="Digest">The SHA-256 of the arguments or the input, in hexadecimal: what was kept elsewhere can be compared with it. Empty where there are none.</param>
public sealed record AuditRecord(DateTimeOffset At, HookPoint Point, Guid RunId, string Agent, string User, string Subject, string Outcome, string Digest);
