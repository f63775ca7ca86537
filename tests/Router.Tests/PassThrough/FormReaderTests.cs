using System.Text;
using Switchyard.Router.PassThrough;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

public sealed class FormReaderTests
{
    private const string Model = "Content-Disposition: form-data; name=\"model\"\r\n\r\nm";

    [Theory]
    [InlineData("multipart/form-data; boundary=b", "b")]
    [InlineData("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", null)]
    [InlineData("multipart/form-data; boundary=\"----x\"", "----x")]
    [InlineData("multipart/form-data", null)]
    [InlineData("multipart/form-data; boundary=", null)]
    [InlineData("multipart/form-data; boundary=a; boundary=b", null)]
    [InlineData("multipart/mixed; boundary=b", null)]
    [InlineData("application/json", null)]
    [InlineData(null, null)]
    public void Boundary_OfAContentType_IsReadOrNot(string? contentType, string? boundary) => Assert.Equal(boundary, FormReader.BoundaryOf(contentType));

    [Fact]
    public void Boundary_TooLong_IsNone() => Assert.Null(FormReader.BoundaryOf("multipart/form-data; boundary=" + new string('b', 71)));

    [Fact]
    public void Read_AForm_FindsItsParts()
    {
        var body = $"--b\r\n{Model}\r\n--b\r\nContent-Type: audio/wav\r\ncontent-disposition: form-data; name=file; filename=\"a \\\"b\\\".wav\"\r\n\r\n\r\n-b\r\n--\r\n\r\n--b--\r\nepilogue";

        var parts = FormReader.Read(Encoding.UTF8.GetBytes(body), "b");

        Assert.Equal([("model", false, "m"), ("file", true, "\r\n-b\r\n--\r\n")], parts.Select(part => (part.Name, part.IsFile, body[part.ContentStart..part.End])));
        Assert.Equal(Model, body[parts[0].Start..parts[0].End]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("preamble\r\n--b\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\n" + Model)]
    [InlineData("--b\r\n" + Model + "\r\n--b")]
    [InlineData("--b\r\n" + Model + "\r\n--b ")]
    [InlineData("--b\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\n" + Model + "\n--b--")]
    [InlineData("--b\r\n" + Model + "\r\n--bx\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\n" + Model + "\n--b\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n--b--")]
    [InlineData("--b\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: attachment; name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"x\"; name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"x\"; name*=UTF-8''model\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"x\"\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data;\r\n name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nX: y\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition : form-data; name=\"model\"\r\n\r\nm\r\n--b--")]
    [InlineData("--b\r\n" + Model + "\r\n--b--x")]
    [InlineData("--b\r\n" + Model + "\r\n--b--\n")]
    [InlineData("--b\r\n" + Model + "\r\n--b--\r\n--b\r\n" + Model + "\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Transfer-Encoding: base64\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\nContent-Transfer-Encoding: quoted-printable\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\nContent-Type: text/plain; charset=utf-16\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\nContent-Type: text/plain; charset=utf-7\r\n" + Model + "\r\n--b--")]
    [InlineData("--b\r\nContent-Type: nonsense\r\n" + Model + "\r\n--b--")]
    public void Read_WhatTwoProgramsCouldReadDifferently_IsRefused(string body) =>
        Assert.Throws<FormException>(() => FormReader.Read(Encoding.UTF8.GetBytes(body), "b"));

    /// <summary>The ways in which clients write what is plain: curl and browsers say no encoding, HttpClient a character set, and names of files are anything.</summary>
    [Theory]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=model", "model", false)]
    [InlineData("Content-Type: text/plain; charset=\"US-ASCII\"\r\nContent-Disposition: form-data; name=\"model\"", "model", false)]
    [InlineData("Content-Transfer-Encoding: 8bit\r\nContent-Disposition: form-data; name=\"model\"", "model", false)]
    [InlineData("Content-Disposition: form-data; name=\"file\"; filename=\"größe 日本.wav\"\r\nContent-Type: audio/wav\r\nContent-Transfer-Encoding: binary", "file", true)]
    [InlineData("Content-Disposition: form-data; name=\"file\"; filename=\"a; name=\\\"model\\\".wav\"", "file", true)]
    [InlineData("Content-Disposition: form-data; name=\"file\"; filename=\"a%22b.wav\"; filename*=UTF-8''a%22b.wav", "file", true)]
    [InlineData("Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''a.wav", "file", true)]
    [InlineData("Content-Disposition: form-data; name=\"file\"; filename=\"\"", "file", true)]
    [InlineData("CONTENT-DISPOSITION:form-data;filename=blob;name=file", "file", true)]
    public void Read_WhatClientsWrite_IsTaken(string headers, string name, bool isFile)
    {
        var part = Assert.Single(FormReader.Read(Encoding.UTF8.GetBytes($"--b\r\n{headers}\r\n\r\nx\r\n--b--\r\n"), "b"));

        Assert.Equal((name, isFile, 1), (part.Name, part.IsFile, part.Length));
    }

    [Fact]
    public void Read_HeadersOutOfOrder_AreRefused()
    {
        var broken = Encoding.Latin1.GetBytes("--b\r\nContent-Disposition: form-data; name=\"mod\xFF\"\r\n\r\nm\r\n--b--");
        var longOnes = Encoding.UTF8.GetBytes($"--b\r\nX: {new string('x', 9000)}\r\n{Model}\r\n--b--");
        var many = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"--b\r\n{Model}\r\n", 101)) + "--b--");

        Assert.All([broken, longOnes, many], body => Assert.Throws<FormException>(() => FormReader.Read(body, "b")));
    }
}
