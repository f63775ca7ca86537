using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;

namespace Switchyard.Hosting.Stores;

/// <summary>The data folder of a store: kept for a volume, emptied at each start without one.</summary>
internal static class StoreFolder
{
    public static string PathOf(HomeFolder home, Resource store)
    {
        return Path.Combine(home.Data, store.Config.Volume ?? store.Name);
    }

    public static void EmptyUnlessVolume(string path, Resource store)
    {
        if (store.Config.Volume is null && Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
