import { endpoint, operation } from "@/lib/http/route";
import { deletePost } from "@/lib/server/questions/delete";
import { editPost } from "@/lib/server/questions/edit";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("editPost", ({ context, input }) => editPost(context, input)),
  operation("deletePost", ({ context, input }) => deletePost(context, input)),
);
