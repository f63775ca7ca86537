namespace Switchyard.OutboundHttp;

/// <summary>Decides which hosts may be asked, by name.</summary>
internal sealed class HostPolicy(IEnumerable<string> allowedHosts)
{
    // Names by which machines find themselves and their cloud's credentials, whatever a resolver makes of them.
    private static readonly string[] s_local = ["localhost", "localhost.localdomain", "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"];

    private readonly string[] _allowed = [.. allowedHosts.Select(host => host.Trim().TrimEnd('.'))];

    /// <summary>Says whether <paramref name="host"/> may be asked, as far as its name says.</summary>
    public bool Allows(string host)
    {
        var name = host.TrimEnd('.');
        return name.Length > 0 && (_allowed.Length == 0 ? !IsLocal(name) : IsListed(name));
    }

    /// <summary>Says whether a host that is an address may be asked: where hosts are listed, only if it is one of them or all are.</summary>
    public bool AllowsLiteral(string address) => _allowed.Length == 0 || _allowed.Contains("*") || IsListed(address);

    // Who lists a host by name means it, also a local one; its address is checked all the same.
    private bool IsListed(string name)
    {
        foreach (var pattern in _allowed)
        {
            if (pattern == "*" ? !IsLocal(name) : pattern.StartsWith("*.", StringComparison.Ordinal) ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) : name.Equals(pattern, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocal(string name) =>
        s_local.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
