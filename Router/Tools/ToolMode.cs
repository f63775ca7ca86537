namespace Switchyard.Router.Tools;

/// <summary>How a provider's models are given tools.</summary>
internal enum ToolMode
{
    /// <summary>By its API, which also returns their calls.</summary>
    Native,

    /// <summary>By words in the conversation; the calls are read from the answer's text.</summary>
    Prompted,

    /// <summary>By its API, which leaves the calls in the answer's text.</summary>
    Rewrite,
}
