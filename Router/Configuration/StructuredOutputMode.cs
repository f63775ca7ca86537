namespace Switchyard.Router.Configuration;

/// <summary>How a provider is asked for JSON.</summary>
internal enum StructuredOutputMode
{
    /// <summary>By its own API, which makes sure of it.</summary>
    Native,

    /// <summary>In words; the answer is checked and asked for again where it is not right.</summary>
    Prompted,
}
