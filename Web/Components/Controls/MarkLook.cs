namespace Switchyard.Web.Components.Controls;

/// <summary>How a state is shown beside its word, in colour and shape.</summary>
public enum MarkLook
{
    /// <summary>Nothing happens, or has.</summary>
    Idle,

    /// <summary>It goes on.</summary>
    Active,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>It did not go as it should, but goes on or may.</summary>
    Caution,

    /// <summary>It failed.</summary>
    Bad,
}
