using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;

namespace Switchyard.Router.Tests;

/// <summary>What the tests ask of a mock.</summary>
internal static class MockRecords
{
    /// <summary>Gets the requests that a model was to answer, oldest first.</summary>
    public static IReadOnlyList<RecordedRequest> Asked(this MockServer server) => [.. server.Requests.Where(request => request.Method == "POST")];
}
