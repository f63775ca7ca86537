namespace Switchyard.AgentHost.Runs;

/// <summary>How this host's work on a run came to rest.</summary>
internal enum RunRest
{
    /// <summary>The run is over.</summary>
    Over,

    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>It was let go for another host, or for later.</summary>
    Released,

    /// <summary>Somebody else wrote into its journal: another host, or a person's answer that came in elsewhere.</summary>
    Lost,
}
