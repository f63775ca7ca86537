namespace Switchyard.Faults.Processes;

/// <summary>The files in which a Redis keeps what it was told.</summary>
/// <param name="folder">Its folder.</param>
internal sealed class RedisFiles(string folder)
{
    private const int MostCut = 4_096;

    private readonly string _files = Path.Combine(folder, "appendonlydir");
    private readonly string _kept = Path.Combine(folder, "kept");

    /// <summary>Keeps them as they are now.</summary>
    public void Keep() => Copy(_files, _kept);

    /// <summary>Has something happen to them.</summary>
    public void Damage(RedisDamage damage, Random random)
    {
        switch (damage)
        {
            case RedisDamage.Older:
                Delete();
                Copy(_kept, _files);
                Directory.Delete(_kept, recursive: true);
                break;
            case RedisDamage.CutShort:
                using (var file = OpenNewest())
                {
                    file.SetLength(Math.Max(0, file.Length - random.Next(1, MostCut)));
                }

                break;
            case RedisDamage.Flipped:
                using (var file = OpenNewest())
                {
                    Flip(file, file.Length / 2);
                }

                break;
        }
    }

    /// <summary>Deletes them.</summary>
    public void Delete() => Directory.Delete(_files, recursive: true);

    private static void Flip(FileStream file, long at)
    {
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    private FileStream OpenNewest() => File.Open(Directory.GetFiles(_files, "*.incr.aof").Order(StringComparer.Ordinal).Last(), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
}
