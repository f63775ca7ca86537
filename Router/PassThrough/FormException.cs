namespace Switchyard.Router.PassThrough;

/// <summary>A body is not the form that it is declared as, or one that two programs could read differently.</summary>
internal sealed class FormException(string message) : Exception(message);
