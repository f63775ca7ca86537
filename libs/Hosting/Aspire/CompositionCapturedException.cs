namespace Aspire.Hosting;

/// <summary>Ends the program of an AppHost at its <c>Build</c>, once a test has what it composed.</summary>
internal sealed class CompositionCapturedException : Exception
{
    public CompositionCapturedException()
        : base("The composition was handed to a test.")
    {
    }
}
