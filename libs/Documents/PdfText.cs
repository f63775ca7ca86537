using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Switchyard.Documents;

/// <summary>Reads the text of a PDF in the order of its pages. Nothing here is limited in time or memory: see <see cref="DocumentText"/>.</summary>
internal static class PdfText
{
    private static readonly ContentOrderTextExtractor.Options s_order = new() { SeparateParagraphsWithDoubleNewline = true, ReplaceWhitespaceWithSpace = true };

    /// <summary>Gets the text, with the number of each page of several before it.</summary>
    /// <exception cref="DocumentException">There is none.</exception>
    public static string Read(byte[] pdf, int maxCharacters)
    {
        try
        {
            using var document = PdfDocument.Open(pdf, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            return Read(document, maxCharacters);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new DocumentException(DocumentFailure.Encrypted, "is encrypted");
        }
        catch (Exception exception) when (exception is not (DocumentException or OutOfMemoryException))
        {
            // Its reader says so in many ways: by its own exceptions, and by those of whatever it trusted the file for.
            throw new DocumentException(DocumentFailure.Damaged, "cannot be read");
        }
    }

    private static string Read(PdfDocument document, int maxCharacters)
    {
        var text = new StringBuilder();
        var hasText = false;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            var page = ContentOrderTextExtractor.GetText(document.GetPage(number), s_order).Trim();
            hasText |= page.Length > 0;
            if (document.NumberOfPages > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(number > 1 ? "\n\n" : string.Empty)}[Page {number}]\n");
            }

            text.Append(page);
            if (text.Length > maxCharacters)
            {
                text.Length = maxCharacters;
                return text.Append(CultureInfo.InvariantCulture, $"\n\n[The document goes on; what follows these {maxCharacters} characters, on page {number} of {document.NumberOfPages}, was left out.]").ToString();
            }
        }

        return hasText ? text.ToString() : throw new DocumentException(DocumentFailure.NoText, "holds no text, only images");
    }
}
