using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>The identifier of an exchange: 24 letters and digits that follow from the seed and the request's number.</summary>
internal static class RequestId
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Of(ulong seed, long number) => string.Create(Json.IdSlot.Length, (seed, number), static (text, state) =>
    {
        var half = text.Length / 2;
        Fill(text[..half], Hash.Mix(state.seed, (ulong)state.number));
        Fill(text[half..], Hash.Mix(~state.seed, (ulong)state.number));
    });

    // Twelve of these digits take 71.5 bits; the last come from what is left and are not all used.
    private static void Fill(Span<char> text, ulong value)
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = Alphabet[(int)(value % (ulong)Alphabet.Length)];
            value = (value / (ulong)Alphabet.Length) + (value << 59);
        }
    }
}
