using Switchyard.Agents.Tools.Files;
using Switchyard.Media;

namespace Switchyard.Agents.Tools.Images;

/// <summary>Says what a picture is from its header; nothing of it is decoded.</summary>
/// <param name="files">The users' files.</param>
public sealed class ImageInfoTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "image_info",
        Description = "Tell the format and size of a picture.",
        Category = ToolCategories.Media,
        WhenToUse = "Use it for the width, height and type of an image file.",
        Parameters = [new("path", ToolParameterKind.Text, "The picture's path in the user's folder: PNG, JPEG, GIF or WebP.") { MaxLength = 500 }],
        Tags = ["image", "picture", "photo", "png", "jpeg", "gif", "webp", "pixels", "resolution"],
        Examples = ["How many pixels does photo.jpg have?", "What format is the image logo.png?"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var path = arguments.GetText("path");
        var content = await files.ReadBytesAsync(context.User, path, cancellationToken).ConfigureAwait(false);
        if (!content.IsRead)
        {
            return ToolResult.Failure(content.Error);
        }

        try
        {
            var info = MediaInspector.Inspect(content.Bytes, MediaLimits.Default);
            return info.IsImage
                ? ToolResult.Success($"type: {info.MediaType}, width: {info.Width}, height: {info.Height}, pictures: {info.Frames}, bytes: {content.Bytes.Length}")
                : ToolResult.Failure($"{path} is no picture but {info.MediaType}");
        }
        catch (MediaException exception)
        {
            return ToolResult.Failure($"{path} {exception.Message}");
        }
    }
}
