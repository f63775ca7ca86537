namespace Switchyard.Documents;

/// <summary>Why a document gave no text. The numbers are the exit codes of the program that reads it.</summary>
public enum DocumentFailure
{
    /// <summary>It cannot be read: it is cut short, or no PDF, or its reader broke down over it.</summary>
    Damaged = 10,

    /// <summary>It is encrypted.</summary>
    Encrypted = 11,

    /// <summary>Its pages hold no text: they are images, as of a scanner.</summary>
    NoText = 12,

    /// <summary>To read it takes more memory than it may.</summary>
    TooLarge = 13,

    /// <summary>To read it takes longer than it may.</summary>
    TooSlow = 14,
}
