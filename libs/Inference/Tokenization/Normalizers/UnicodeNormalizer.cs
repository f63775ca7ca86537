using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Unicode normalization: NFC, NFD, NFKC, NFKD.</summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : INormalizer
{
    // Below this nothing composes and nothing has a class, so text is in NFC.
    private const char FirstMark = '\u0300';
    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    private readonly bool _isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
    private readonly bool _composes = form is NormalizationForm.FormC or NormalizationForm.FormKC;

    /// <summary>Gets 4: a Greek letter with three marks is the longest sequence that becomes one character.</summary>
    public int MaxShrink => 4;

    public string Normalize(string text)
    {
        var unchangedBelow = form == NormalizationForm.FormC ? FirstMark : '\u0080';
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(unchangedBelow - 1)) < 0)
        {
            return text;
        }

        var tables = NormalizationTables.Instance;
        var codePoints = Decompose(text, tables);
        SortMarks(codePoints, tables);
        if (_composes)
        {
            Compose(codePoints, tables);
        }

        return Join(codePoints);
    }

    private List<int> Decompose(string text, NormalizationTables tables)
    {
        var output = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            int codePoint = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
            if ((uint)(codePoint - HangulBase) < HangulCount)
            {
                DecomposeHangul(codePoint - HangulBase, output);
            }
            else if (codePoint >= 0x80 && tables.FindDecomposition(codePoint, _isCompatible) is { } parts)
            {
                output.AddRange(parts);
            }
            else
            {
                output.Add(codePoint);
            }
        }

        return output;
    }

    private static void DecomposeHangul(int syllable, List<int> output)
    {
        output.Add(LeadBase + (syllable / (VowelCount * TailCount)));
        output.Add(VowelBase + (syllable / TailCount % VowelCount));
        if (syllable % TailCount > 0)
        {
            output.Add(TailBase + (syllable % TailCount));
        }
    }

    // A run of marks is sorted by class and keeps its order within one. The keys carry the position, so that an unstable sort does.
    private static void SortMarks(List<int> codePoints, NormalizationTables tables)
    {
        var keys = new List<long>();
        for (var i = 0; i <= codePoints.Count; i++)
        {
            var combiningClass = i < codePoints.Count ? tables.GetClass(codePoints[i]) : 0;
            if (combiningClass > 0)
            {
                keys.Add(((long)combiningClass << 32) | (uint)i);
                continue;
            }

            if (keys.Count > 1)
            {
                SortRun(codePoints, i - keys.Count, keys);
            }

            keys.Clear();
        }
    }

    private static void SortRun(List<int> codePoints, int start, List<long> keys)
    {
        keys.Sort();
        var marks = keys.ConvertAll(key => codePoints[(int)key]);
        for (var i = 0; i < marks.Count; i++)
        {
            codePoints[start + i] = marks[i];
        }
    }

    // A character joins the last starter unless one of its own class or higher stands between them.
    private static void Compose(List<int> codePoints, NormalizationTables tables)
    {
        var count = 0;
        var starter = -1;
        var classBetween = -1;
        foreach (var codePoint in codePoints.ToArray())
        {
            int combiningClass = tables.GetClass(codePoint);
            if (starter >= 0 && classBetween < combiningClass && ComposePair(codePoints[starter], codePoint, tables) is >= 0 and var composite)
            {
                codePoints[starter] = composite;
                continue;
            }

            (starter, classBetween) = combiningClass == 0 ? (count, -1) : (starter, combiningClass);
            codePoints[count++] = codePoint;
        }

        codePoints.RemoveRange(count, codePoints.Count - count);
    }

    private static int ComposePair(int first, int second, NormalizationTables tables)
    {
        if ((uint)(first - LeadBase) < 19 && (uint)(second - VowelBase) < VowelCount)
        {
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        }

        var syllable = first - HangulBase;
        return (uint)syllable < HangulCount && syllable % TailCount == 0 && second - TailBase is > 0 and < TailCount
            ? first + second - TailBase
            : tables.FindComposite(first, second);
    }

    private static string Join(List<int> codePoints)
    {
        var text = new StringBuilder(codePoints.Count);
        foreach (var codePoint in codePoints)
        {
            // Half a surrogate pair is no code point and stays what it is.
            if (codePoint <= char.MaxValue)
            {
                text.Append((char)codePoint);
            }
            else
            {
                text.Append(new Rune(codePoint).ToString());
            }
        }

        return text.ToString();
    }
}
