using System.Threading.Channels;
using Switchyard.Router.Storage;

namespace Switchyard.Router.DataClasses;

/// <summary>The refusals on their way to the database. No request waits for it; where it is away too long the log alone has the newest.</summary>
internal sealed class DataClassAudit(ISettingsStore store)
{
    private const int Capacity = 10_000;

    private readonly Channel<DataClassRefusal> _refusals = Channel.CreateBounded<DataClassRefusal>(Capacity);

    public ChannelReader<DataClassRefusal> Refusals => _refusals.Reader;

    /// <summary>Hands <paramref name="refusal"/> to the database, if there is one and it keeps up.</summary>
    public void Record(DataClassRefusal refusal)
    {
        if (store.IsShared)
        {
            _refusals.Writer.TryWrite(refusal);
        }
    }
}
