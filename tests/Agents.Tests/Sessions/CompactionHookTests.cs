using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Sessions;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Tests.Sessions;

/// <summary>Hooks see what of a conversation is summarised, and may change, refuse or give what stands for it.</summary>
public sealed class CompactionHookTests : IDisposable
{
    private readonly ScriptedChatClient _model = new(ScriptedAnswer.Say("They spoke."));
    private readonly List<(HookPoint, string)> _seen = [];

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Compaction_OfATurn_IsSeenBeforeAndAfter()
    {
        var compacted = await CompactAsync(_ => HookResult.Continue);

        Assert.Equal([(HookPoint.CompactionStarting, "s ada helper: old q2 a2 → "), (HookPoint.CompactionEnded, "s ada helper: old q2 a2 → They spoke.")], _seen);
        Assert.Equal((2, "They spoke."), (compacted.Compacted, compacted.Summary));
    }

    [Fact]
    public async Task Refusal_OfACompaction_LeavesTheSession()
    {
        var compacted = await CompactAsync(_ => HookResult.Veto("keep it"));

        Assert.Equal((1, "old"), (compacted.Compacted, compacted.Summary));
        Assert.Empty(_model.Requests);
    }

    [Fact]
    public async Task Replacement_OfACompaction_IsTheSummary()
    {
        var compacted = await CompactAsync(compaction =>
        {
            compaction.Compacted = [new ChatMessage(ChatRole.System, "in short")];
            return compaction.Point == HookPoint.CompactionStarting ? HookResult.Replace : HookResult.Continue;
        });

        Assert.Equal((2, "in short"), (compacted.Compacted, compacted.Summary));
        Assert.Empty(_model.Requests);
    }

    [Fact]
    public async Task Change_OfTheSummary_IsWhatIsKept()
    {
        var compacted = await CompactAsync(compaction =>
        {
            if (compaction.Compacted is not null)
            {
                compaction.Compacted = [new ChatMessage(ChatRole.System, "***")];
            }

            return HookResult.Modified;
        });

        Assert.Equal("***", compacted.Summary);
    }

    private Task<AgentSession> CompactAsync(Func<CompactionHookContext, HookResult> says)
    {
        var hook = new ScriptedHook(
            context =>
            {
                var compaction = (CompactionHookContext)context;
                var (messages, shorter) = (Text(compaction.Messages), Text(compaction.Compacted ?? []));
                _seen.Add((compaction.Point, $"{compaction.Session} {compaction.User} {compaction.Agent}: {messages} → {shorter}"));
                return says(compaction);
            },
            HookPoint.CompactionStarting,
            HookPoint.CompactionEnded);
        var session = new AgentSession { Id = "s", User = "ada", Agent = "helper", Turns = [Turn(1), Turn(2), Turn(3)], Compacted = 1, Summary = "old" };
        var options = new SessionCompactorOptions { MaxTokens = 1, KeptTurns = 1, Hooks = hook.ToPipeline() };
        return new SessionCompactor(_model, options).CompactAsync(session, TestContext.Current.CancellationToken);
    }

    private static string Text(IEnumerable<ChatMessage> messages) => string.Join(' ', messages.Select(message => message.Text));

    private static SessionTurn Turn(int number) => new()
    {
        RunId = $"run_{number}",
        At = DateTimeOffset.UnixEpoch,
        Messages = [new Wire.ChatMessage { Role = "user", Content = $"q{number}" }, new Wire.ChatMessage { Role = "assistant", Content = $"a{number}" }],
    };
}
