namespace Switchyard.Queue.Files;

/// <summary>What a file is for.</summary>
public enum FilePurpose
{
    /// <summary>The requests of a batch, one a line.</summary>
    Batch,

    /// <summary>What a batch led to.</summary>
    BatchOutput,
}
