using Switchyard.Dialects.Answers;

namespace Switchyard.Router.Structures;

/// <summary>An answer that was checked.</summary>
/// <param name="Answer">What it says; its usage is that of all attempts.</param>
/// <param name="Headers">What came with it.</param>
/// <param name="Attempts">How many answers it took.</param>
internal sealed record StructuredAnswer(ModelAnswer Answer, IHeaderDictionary Headers, int Attempts);
