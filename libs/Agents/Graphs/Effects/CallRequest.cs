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
        return new CallRequest(visit, ordinal, name, effectClass, arguments, hash, KeyOf(runId, new CallId(visit.Scope.Id, visit.Number, ordinal), visit.Path, name, hash));
    }

    /// <summary>The key that a call has in a run that makes it first.</summary>
    public static string KeyOf(Guid runId, CallId id, string node, string name, string hash)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{runId:N}\n{id.Scope}\n{node}\n{id.Visit}\n{id.Ordinal}\n{name}\n{hash}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 16));
    }

    public string Describe() => CallRecord.Describe(Name, Class is null, Hash, Encoding.UTF8.GetString(Arguments));
}
