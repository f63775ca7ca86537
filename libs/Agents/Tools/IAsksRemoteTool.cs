namespace Switchyard.Agents.Tools;

/// <summary>A tool whose other side can be asked whether a call happened; its effect is of class <see cref="Graphs.Effects.EffectClass.AsksRemote"/>.</summary>
public interface IAsksRemoteTool : ITool
{
    /// <summary>Asks the other side about a call.</summary>
    /// <param name="key">The call's key, as <see cref="ToolContext.Key"/> was.</param>
    /// <param name="context">On whose behalf it was called.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came of it; <see langword="null"/> where it did not happen and will not. An exception means that the other side cannot say.</returns>
    Task<ToolResult?> AskStatusAsync(string key, ToolContext context, CancellationToken cancellationToken);
}
