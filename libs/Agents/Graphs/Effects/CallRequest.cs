using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Graphs.Effects;

/// <summary>A call that a node makes now: of an effect, or of a person.</summary>
internal sealed record CallRequest(Visit Visit, int Ordinal, string Name, EffectClass? Class, byte[] Arguments, string Hash, string Key)
{
    public CallId Id => new(Visit.Scope.Id, Visit.Number, Ordinal);

    public static CallRequest Of(Guid runId, Visit visit, int ordinal, string name, EffectClass? effectClass, byte[] arguments)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(arguments));
        var place = string.Create(CultureInfo.InvariantCulture, $"{runId:N}\n{visit.Scope.Id}\n{visit.Path}\n{visit.Number}\n{ordinal}\n{name}\n{hash}");
        return new CallRequest(visit, ordinal, name, effectClass, arguments, hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 16)));
    }

    public string Describe() => CallRecord.Describe(Name, Class is null, Hash, Encoding.UTF8.GetString(Arguments));
}
