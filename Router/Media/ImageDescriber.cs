using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>Has a model that sees put images into words for one that does not.</summary>
internal sealed class ImageDescriber(ModelAsker asker, IOptions<RouterOptions> options)
{
    private const int MaxTokens = 700;
    private const string Question = "Describe this image for somebody who cannot see it and will be asked about it: what it shows, where, and every text and number in it word for word. Give the description alone.";

    /// <summary>Gets whether there is a model for it.</summary>
    public bool IsSetUp => options.Value.Media.VisionModel is not null;

    /// <summary>Describes the image at <paramref name="url"/>, a data URI or, where such are not fetched here, an address.</summary>
    /// <param name="context">The caller's request.</param>
    /// <param name="hints">What its headers say.</param>
    /// <param name="image">What is known of the image.</param>
    /// <param name="number">Which of the request's images it is, from 1.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MediaRefusal">The model gave no description.</exception>
    public async Task<string> DescribeAsync(HttpContext context, RouteHints hints, MediaItem image, int number, string url, CancellationToken cancellationToken)
    {
        var model = options.Value.Media.VisionModel;
        var body = new JsonObject
        {
            ["max_tokens"] = MaxTokens,
            ["messages"] = new JsonArray(new JsonObject
            {
                ["role"] = "user",
                ["content"] = new JsonArray(
                    new JsonObject { ["type"] = "text", ["text"] = Question },
                    new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = url } }),
            }),
        };
        var (answer, problem) = await asker.AskAsync(context, hints, new ModelQuestion(UpstreamOperation.Chat, model, body, $"image-{number}") { Files = [image] }, cancellationToken);
        var text = answer?.Answer is { } said ? AnswerText.Of(said) : string.Empty;
        return text.Length > 0 ? text
            : throw new MediaRefusal(ApiErrors.UnsupportedMedia(image.Path, $"The model asked takes no images, and the one that describes them, '{model}', gave no description: {problem ?? "its answer is empty"}"));
    }
}
