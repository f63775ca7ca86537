using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Forwarding;

/// <summary>What is known of one attempt when it ends.</summary>
/// <param name="Candidate">Who was asked.</param>
/// <param name="TextBytes">How long the request was; 0 where it held files, whose bytes say nothing about text; <see langword="null"/> where its answer was none in text either, and nothing is to be learned from its tokens.</param>
/// <param name="Answer">What came.</param>
/// <param name="FirstByte">How long the upstream took to begin; <see langword="null"/> where it did not.</param>
/// <param name="Duration">How long it took altogether.</param>
/// <param name="IsCommitted">Whether the caller has some of it.</param>
internal readonly record struct AttemptRecord(RouteCandidate Candidate, int? TextBytes, StreamOutcome Answer, TimeSpan? FirstByte, TimeSpan Duration, bool IsCommitted);
