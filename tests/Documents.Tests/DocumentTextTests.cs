using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Switchyard.Documents.Tests;

public sealed class DocumentTextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OnePage_IsItsText()
    {
        var text = await ReadAsync(Pdf("Seven times six is 42."));

        Assert.Equal("Seven times six is 42.", text);
    }

    [Fact]
    public async Task Read_SeveralPages_AreNumberedInOrder()
    {
        var text = await ReadAsync(Pdf("First things first.", "Then the second."));

        Assert.Equal("[Page 1]\nFirst things first.\n\n[Page 2]\nThen the second.", text);
    }

    [Fact]
    public async Task Read_LongerThanTheLimit_IsCutAndSaysSo()
    {
        var text = await ReadAsync(Pdf("First things first.", "Then the second."), new DocumentLimits { MaxCharacters = 20 });

        Assert.StartsWith("[Page 1]\nFirst thing\n\n[The document goes on; what follows these 20 characters, on page 1 of 2, was left out.]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Damaged_SaysSo()
    {
        var whole = Pdf("Hello");

        await AssertFailsAsync(DocumentFailure.Damaged, "cannot be read", "%PDF-1.7 and nothing else"u8.ToArray());
        await AssertFailsAsync(DocumentFailure.Damaged, "cannot be read", whole[..(whole.Length / 4)]);
    }

    [Fact]
    public async Task Read_NoText_SaysSo() => await AssertFailsAsync(DocumentFailure.NoText, "holds no text, only images", Pdf(string.Empty));

    [Fact]
    public async Task Read_Encrypted_SaysSo() =>
        await AssertFailsAsync(DocumentFailure.Encrypted, "is encrypted", Raw(
            "/Encrypt 5 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
            "BT ET"u8.ToArray(),
            string.Empty,
            $"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >>"));

    [Fact]
    public async Task Read_InflatesWithoutEnd_IsStopped()
    {
        // 2 GiB of spaces, in 2 MiB.
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var spaces = new byte[1 << 20];
            spaces.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 2048; i++)
            {
                zlib.Write(spaces);
            }
        }

        await AssertFailsAsync(DocumentFailure.TooLarge, "takes more than 128 MiB to read", Raw(string.Empty, packed.ToArray(), "/Filter /FlateDecode"), new DocumentLimits { MaxMemoryBytes = 128 * 1024 * 1024, Timeout = TimeSpan.FromMinutes(2) });
    }

    [Fact]
    public async Task Read_TakesTooLong_IsStopped() =>
        await AssertFailsAsync(DocumentFailure.TooSlow, "takes longer than 0.1 s to read", Endless(), new DocumentLimits { Timeout = TimeSpan.FromMilliseconds(100) });

    [Fact]
    public async Task Read_Cancelled_EndsTheProcess()
    {
        using var documents = new DocumentText(DocumentLimits.Default);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var before = Readers();
        var reading = documents.ReadAsync(Endless(), leaving.Token);
        while (!Readers().Except(before).Any())
        {
            await Task.Delay(10, Token);
        }

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Empty(Readers().Except(before));
    }

    [Fact]
    public async Task Read_ManyAtOnce_AllGetTheirOwn()
    {
        using var documents = new DocumentText(DocumentLimits.Default);

        var texts = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => documents.ReadAsync(Pdf($"Number {i}"), Token)));

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"Number {i}"), texts);
    }

    private static async Task<string> ReadAsync(byte[] pdf, DocumentLimits? limits = null)
    {
        using var documents = new DocumentText(limits ?? DocumentLimits.Default);
        return await documents.ReadAsync(pdf, Token);
    }

    private static async Task AssertFailsAsync(DocumentFailure failure, string message, byte[] pdf, DocumentLimits? limits = null)
    {
        var exception = await Assert.ThrowsAsync<DocumentException>(() => ReadAsync(pdf, limits));
        Assert.Equal((failure, message), (exception.Failure, exception.Message));
    }

    private static HashSet<int> Readers() =>
        [.. Process.GetProcessesByName("dotnet").Where(process => File.Exists($"/proc/{process.Id}/cmdline") && IsOwnReader(process.Id)).Select(process => process.Id)];

    // Other test runs may read documents at the same time.
    private static bool IsOwnReader(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains("Switchyard.Documents.dll", StringComparison.Ordinal)
                && File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal)).EndsWith($"\t{Environment.ProcessId}", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has just ended.
            return false;
        }
    }

    private static byte[] Pdf(params string[] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            if (text.Length > 0)
            {
                page.AddText(text, 12, new PdfPoint(50, 700), font);
            }
        }

        return builder.Build();
    }

    // More than can be read in any test's time: very many pages of very many letters.
    private static byte[] Endless()
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var i = 0; i < 40; i++)
        {
            var page = builder.AddPage(PageSize.A4);
            for (var line = 0; line < 60; line++)
            {
                page.AddText(new string('x', 90), 8, new PdfPoint(20, 800 - (12 * line)), font);
            }
        }

        return builder.Build();
    }

    // A document of one page with the given content, written by hand.
    private static byte[] Raw(string trailer, byte[] content, string contentMembers, params string[] more)
    {
        using var file = new MemoryStream();
        List<long> offsets = [];
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Begin()
        {
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n");
        }

        Write("%PDF-1.4\n");
        foreach (var simple in (string[])["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> /Contents 4 0 R >>"])
        {
            Begin();
            Write($"{simple}\nendobj\n");
        }

        Begin();
        Write($"<< /Length {content.Length} {contentMembers} >>\nstream\n");
        file.Write(content);
        Write("\nendstream\nendobj\n");
        foreach (var other in more)
        {
            Begin();
            Write($"{other}\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Write($"{offset:0000000000} 00000 n \n");
        }

        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
