using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Json;

/// <summary>The edge of every request reader: JSON in, and complaints in the caller's terms out.</summary>
internal abstract class RequestReader : IRequestReader
{
    public ModelRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(JsonField.ParseObject(body));
        }
        catch (JsonShapeException exception)
        {
            throw new TranslationException(exception.Path, exception.Message, exception) { IsUnsupported = exception.IsUnsupported };
        }
    }

    protected abstract ModelRequest Read(JsonField root);

    /// <summary>Refuses the members whose meaning no other dialect has.</summary>
    protected static void Refuse(JsonField root, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!root[name].IsAbsent)
            {
                throw root[name].Unsupported("has no equivalent at the model's provider");
            }
        }
    }

    /// <summary>Collects the members of an object that are not understood, which are left out of every translation, and reported.</summary>
    protected static void CollectUnread(JsonField value, IReadOnlySet<string> known, List<string> unread)
    {
        if (value.Kind != System.Text.Json.JsonValueKind.Object)
        {
            return;
        }

        foreach (var (name, member) in value.Members())
        {
            if (!known.Contains(name) && !member.IsAbsent)
            {
                unread.Add(member.Path);
            }
        }
    }

    protected static List<ExtraMember> ExtraMembers(JsonField root, IReadOnlySet<string> known)
    {
        List<ExtraMember> extra = [];
        foreach (var (name, value) in root.Members())
        {
            if (!known.Contains(name) && !value.IsAbsent)
            {
                extra.Add(new ExtraMember(name, value.Element));
            }
        }

        return extra;
    }
}
