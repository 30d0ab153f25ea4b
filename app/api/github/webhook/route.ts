import { answerWebhook } from "@/lib/http/webhook";

export const POST = answerWebhook;
