namespace Switchyard.Tests.Common.Upstreams;

/// <summary>A request a <see cref="FakeUpstream"/> received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">The body as text.</param>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
