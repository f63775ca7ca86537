using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient;

/// <summary>Names a session: its id is unique for a user and an agent only.</summary>
/// <param name="Id">The id.</param>
/// <param name="User">The user; <see langword="null"/> where the id is enough.</param>
/// <param name="Agent">The agent; <see langword="null"/> where the id is enough.</param>
public sealed record SessionKey(string Id, string? User, string? Agent)
{
    /// <summary>Gets the name of <paramref name="session"/>.</summary>
    public static SessionKey Of(SessionInfo session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new SessionKey(session.Id, session.User, session.Agent);
    }
}
