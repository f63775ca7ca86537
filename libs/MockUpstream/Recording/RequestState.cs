namespace Switchyard.MockUpstream.Recording;

/// <summary>How far an exchange is.</summary>
public enum RequestState
{
    /// <summary>It is being answered.</summary>
    Open,

    /// <summary>The answer was sent to its end.</summary>
    Completed,

    /// <summary>The server ended the connection before the end of the answer, as a fault wanted it.</summary>
    Broken,

    /// <summary>The caller left before the end of the answer.</summary>
    Disconnected,
}
