namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>Where the answer to a question comes from.</summary>
public enum AnswerOrigin
{
    /// <summary>A person gave it.</summary>
    Person,

    /// <summary>Nobody did in time, and this is what then holds.</summary>
    Expiry,
}
