using Switchyard.Dialects.Answers;
using Switchyard.Router.Failover;

namespace Switchyard.Router.Strategies;

/// <summary>One contender's whole answer.</summary>
/// <param name="ModelId">Who gave it.</param>
/// <param name="Outcome">What came of the request.</param>
/// <param name="Bytes">The answer in the caller's dialect.</param>
/// <param name="Headers">What came with it.</param>
/// <param name="Answer">What it says; <see langword="null"/> where there is none or it cannot be read.</param>
internal sealed record CapturedAnswer(string ModelId, FailoverResult Outcome, ReadOnlyMemory<byte> Bytes, IHeaderDictionary Headers, ModelAnswer? Answer);
