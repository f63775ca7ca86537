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
    public void Read_WhatTwoProgramsCouldReadDifferently_IsRefused(string body) =>
        Assert.Throws<FormException>(() => FormReader.Read(Encoding.UTF8.GetBytes(body), "b"));

    [Fact]
    public void Read_HeadersOutOfOrder_AreRefused()
    {
        var broken = Encoding.Latin1.GetBytes("--b\r\nContent-Disposition: form-data; name=\"mod\xFF\"\r\n\r\nm\r\n--b--");
        var longOnes = Encoding.UTF8.GetBytes($"--b\r\nX: {new string('x', 9000)}\r\n{Model}\r\n--b--");
        var many = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"--b\r\n{Model}\r\n", 101)) + "--b--");

        Assert.All([broken, longOnes, many], body => Assert.Throws<FormException>(() => FormReader.Read(body, "b")));
    }
}
