using System.Diagnostics.CodeAnalysis;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Switchyard.BlazorScript;

/// <summary>Reads embedded resources from an assembly's file without loading it, since it is compiled for one platform and this build may run on another.</summary>
internal static class EmbeddedResource
{
    public static bool TryRead(string assemblyPath, string name, [NotNullWhen(true)] out byte[]? content)
    {
        using var file = File.OpenRead(assemblyPath);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
            {
                content = ReadBlob(image, resource.Offset);
                return true;
            }
        }

        content = null;
        return false;
    }

    // A resource is its length (int32) followed by its bytes, at an offset into the CLI header's resource directory.
    private static byte[] ReadBlob(PEReader image, long offset)
    {
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        var reader = image.GetSectionData(directory.RelativeVirtualAddress).GetReader();
        reader.Offset = checked((int)offset);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
