namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>How tokens' texts become bytes.</summary>
internal enum ByteStage
{
    /// <summary>They are text.</summary>
    None,

    /// <summary>Tokens such as <c>&lt;0x41&gt;</c> are bytes, the others text.</summary>
    Fallback,

    /// <summary>They are written in the byte alphabet.</summary>
    Level,
}
