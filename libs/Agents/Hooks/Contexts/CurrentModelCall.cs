namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>
/// The model call within which code runs. A chat client that tries again what failed is called without a word about the run it works for; it finds here whom to ask about
/// <see cref="HookPoint.Retrying"/>.
/// </summary>
public static class CurrentModelCall
{
    private static readonly AsyncLocal<ModelHookContext?> s_context = new();

    /// <summary>Gets the call; <see langword="null"/> outside of an agent's.</summary>
    public static ModelHookContext? Context
    {
        get => s_context.Value;

        // Set in an asynchronous method, it holds for what that method calls and is gone when it returns.
        internal set => s_context.Value = value;
    }
}
