using System.Net.Http.Headers;
using System.Text;

namespace Switchyard.Router.PassThrough;

/// <summary>A form that names its model, so that the name can be exchanged without touching any other part.</summary>
/// <param name="ContentType">How the form is declared, its boundary included.</param>
/// <param name="Model">The part that names the model.</param>
/// <param name="ModelName">What it says.</param>
internal sealed record ModelForm(MediaTypeHeaderValue ContentType, FormPart Model, string ModelName)
{
    /// <summary>Gets the body it is.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets all its parts.</summary>
    public required IReadOnlyList<FormPart> Parts { get; init; }

    /// <summary>Gets what its fields say, and what they and its files are called: names of files may say whose voice it is. Read when they are asked for, since few ask.</summary>
    public IReadOnlyList<string> Texts => [.. Parts.Select(part => Encoding.UTF8.GetString(Body.Span[part.Start..(part.IsFile ? part.ContentStart : part.End)]))];

    /// <summary>Returns <paramref name="body"/> with the model named <paramref name="name"/>. The part is written anew as a whole: by headers about its length or encoding an upstream could read another name.</summary>
    public ReadOnlyMemory<byte> Rename(ReadOnlyMemory<byte> body, string name)
    {
        var part = Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"model\"\r\n\r\n{name}");
        if (body.Span[Model.Start..Model.End].SequenceEqual(part))
        {
            return body;
        }

        var renamed = new byte[body.Length - (Model.End - Model.Start) + part.Length];
        body.Span[..Model.Start].CopyTo(renamed);
        part.CopyTo(renamed, Model.Start);
        body.Span[Model.End..].CopyTo(renamed.AsSpan(Model.Start + part.Length));
        return renamed;
    }
}
