namespace Switchyard.MockUpstream.Scenarios;

/// <summary>The ways an answer goes wrong. The comment of each names what of <see cref="Fault"/> it reads.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset as it is accepted, or, if it was open already, at the next request.</summary>
    Refuse,

    /// <summary>The connection is reset: before the headers, or after <see cref="Fault.After"/> tokens or <see cref="Fault.Bytes"/> of the body.</summary>
    Reset,

    /// <summary>The connection is closed in order but without an end of the body: at once after the headers, or after <see cref="Fault.After"/> or <see cref="Fault.Bytes"/>.</summary>
    Cut,

    /// <summary>The body ends as HTTP wants it after <see cref="Fault.After"/> tokens, without the dialect's terminator.</summary>
    End,

    /// <summary>An error in the dialect's shape under status 200: instead of an answer, or after <see cref="Fault.After"/> tokens. <see cref="Fault.Status"/> chooses which.</summary>
    Error,

    /// <summary>A chat stream begins as Azure's do: with an event that has no choices, before anything else and before an error too.</summary>
    Azure,

    /// <summary>Nothing for <see cref="Fault.Time"/> before the headers.</summary>
    StallHeaders,

    /// <summary>Nothing for <see cref="Fault.Time"/> after <see cref="Fault.After"/> tokens; before the first without a number.</summary>
    Stall,

    /// <summary>One character of text every <see cref="Fault.Time"/>.</summary>
    Drip,

    /// <summary>Each byte of the body is sent by itself.</summary>
    Split,

    /// <summary>Lines end with CR LF.</summary>
    CrLf,

    /// <summary>Lines end with CR.</summary>
    Cr,

    /// <summary>Lines end with LF, CR LF and CR in turn.</summary>
    MixedLines,

    /// <summary>The body begins with a byte order mark.</summary>
    Bom,

    /// <summary>The data of each event goes over several lines.</summary>
    MultiLine,

    /// <summary>Comments, an <c>id</c> and a <c>retry</c> field between the events.</summary>
    Comments,

    /// <summary>One event that is not JSON after <see cref="Fault.After"/> tokens, in an otherwise whole stream.</summary>
    Malformed,

    /// <summary>A page of HTML under status 200.</summary>
    Html,

    /// <summary>Status 200 without a body.</summary>
    Empty,

    /// <summary>Status 200 with a body that is no JSON.</summary>
    Garbage,

    /// <summary>The <see cref="Fault.Status"/> with the dialect's error body; <see cref="Fault.Time"/> is told as <c>Retry-After</c>.</summary>
    Status,

    /// <summary>Usage comes twice.</summary>
    DuplicateUsage,

    /// <summary>Usage is missing.</summary>
    NoUsage,

    /// <summary>The dialect's last event is missing; the body ends as HTTP wants it.</summary>
    NoDone,

    /// <summary>Another event after the last.</summary>
    Extra,

    /// <summary>The body is compressed with gzip, whatever the caller accepts.</summary>
    Gzip,

    /// <summary>The body is compressed with Brotli, whatever the caller accepts.</summary>
    Brotli,

    /// <summary>The chunked body is followed by a trailer field.</summary>
    Trailer,

    /// <summary>One piece of text of <see cref="Fault.Bytes"/> after <see cref="Fault.After"/> tokens.</summary>
    Huge,
}
