namespace Switchyard.Router.Tools;

/// <summary>A model called no function although the caller demanded it.</summary>
internal sealed class MissingToolCallException() : Exception("did not call a function although it had to");
